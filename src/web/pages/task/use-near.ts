import { useEffect, useRef, useState } from 'react';
import { watchNear } from '../../media/watch-near.ts';

/** Whether an element is near the window's visible part: what is far away need not be drawn. */
export function useNear<Box extends HTMLElement>() {
  const box = useRef<Box>(null);
  const [near, setNear] = useState(false);
  useEffect(() => (box.current ? watchNear(box.current, setNear) : undefined), []);
  return { box, near };
}
