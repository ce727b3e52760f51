/** As a ref: taking its address away is what makes a browser give up what is still on its way for an element. */
export const giveUp = (element: HTMLImageElement | HTMLMediaElement | null) => () => {
  element?.removeAttribute('src');
};
