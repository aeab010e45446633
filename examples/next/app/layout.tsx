import type { Metadata } from "next";
import type { ReactNode } from "react";
import "codat-onboarding/styles.css";
import "./globals.css";

export const metadata: Metadata = { title: "Acme Lending" };

export default function Layout({ children }: { children: ReactNode }): ReactNode {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
