/** How far beyond the window something counts as near, so that it is there when it comes into view. */
const MARGIN = '50% 0px';

const told = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all pictures of the page: hundreds of observers would cost more than the pictures. */
function theObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
    },
    { rootMargin: MARGIN },
  );
  return observer;
}

/** Tells when an element comes near the window's visible part and when it leaves; gives the way to stop. */
export function watchNear(element: Element, tell: (near: boolean) => void): () => void {
  told.set(element, tell);
  theObserver().observe(element);
  return () => {
    told.delete(element);
    theObserver().unobserve(element);
  };
}
