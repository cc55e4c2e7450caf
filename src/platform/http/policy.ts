/** What of a device's own a page may use: nothing, save the camera on a page that reads labels. */
export const mayUse = (camera: boolean): string =>
  `camera=(${camera ? 'self' : ''}), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=()`

/** What a page may load and where it may send: ourselves, and nobody else. */
export const policy = {
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    manifestSrc: ["'self'"],
    upgradeInsecureRequests: null,
  },
}
