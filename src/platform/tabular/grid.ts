import proj4 from 'proj4'

// OSGB36 to WGS 84 by Ordnance Survey's published seven-parameter (Helmert) shift: right to about 5 m, which is nearer than a postcode.
const NATIONAL_GRID =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894 +units=m +no_defs'

const toLonLat = proj4(NATIONAL_GRID, 'EPSG:4326')

/** Latitude and longitude, in degrees, of a point given in metres on the British National Grid. */
export const gridToLatLon = (easting: number, northing: number): { lat: number; lon: number } => {
  const [lon, lat] = toLonLat.forward([easting, northing])
  return { lat: rounded(lat), lon: rounded(lon) }
}

/** Whether a point is on the grid of Great Britain. Code-Point Open gives 0, 0 to a postcode whose place isn't known (quality 90). */
export const isOnGrid = (easting: number, northing: number): boolean =>
  easting > 0 && easting < 700_000 && northing > 0 && northing < 1_300_000

// Six decimals are 11 cm; more would claim what the shift can't know.
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
