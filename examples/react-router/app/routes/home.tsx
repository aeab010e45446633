import type { ReactNode } from "react";
import { Link } from "react-router";

export default function Home(): ReactNode {
  return <Link to="/onboarding">Your application</Link>;
}
