import { useCallback, useEffect, useState } from "react";
import { fetchMe, type Me } from "./me";

/**
 * Who is signed in, asked anew whenever the page comes to the front again: the customer may have been away
 * at Codat's page in another tab. Nothing is polled.
 */
export function useMe() {
  const [me, setMe] = useState<Me>();
  const [failed, setFailed] = useState(false);

  const refresh = useCallback(async () => {
    try {
      setMe(await fetchMe());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    refresh();
    const onVisible = () => {
      if (document.visibilityState === "visible") refresh();
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [refresh]);

  return { me, setMe, failed, refresh };
}
