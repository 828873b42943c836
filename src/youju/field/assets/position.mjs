const NEAR = 150; // metres

/** Return the metres between two positions; near enough within a city. */
export function metres(a, b) {
  const north = (a.lat - b.lat) * 111_320;
  const east = (a.lng - b.lng) * 111_320 * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
  return Math.hypot(north, east);
}

/** Return {place, away} of the nearest known place within reach, or null. */
export function nearest(position, places, reach = NEAR) {
  let best = null;
  for (const place of places) {
    if (!Number.isFinite(place.lat) || !Number.isFinite(place.lng)) continue;
    const away = metres(position, place);
    if (away <= reach && (!best || away < best.away)) best = { place, away: Math.round(away) };
  }
  return best;
}

/**
 * Ask where the phone is; resolve {lat, lng, accuracy} (WGS-84, metres) or {missing: why}.
 *
 * Asked only while something is recorded; no track is kept.
 */
export function whereAmI(geolocation, { timeout = 15_000 } = {}) {
  return new Promise((resolve) => {
    if (!geolocation) {
      resolve({ missing: "none" });
      return;
    }
    geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: round(coords.latitude), lng: round(coords.longitude), accuracy: Math.round(coords.accuracy) }),
      ({ code }) => resolve({ missing: code === 1 ? "denied" : "lost" }),
      { enableHighAccuracy: true, timeout, maximumAge: 30_000 },
    );
  });
}

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
