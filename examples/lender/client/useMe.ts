import { useCallback, useEffect, useState } from "react";
import { fetchMe, type Me } from "./me";

/** Who is signed in, asked once. What changes afterwards at Codat, the companion's stream tells. */
export function useMe() {
  const [me, setMe] = useState<Me>();
  const [failed, setFailed] = useState(false);

  const load = useCallback(async () => {
    try {
      setMe(await fetchMe());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    load();
  }, [load]);

  return { me, setMe, failed, load };
}
