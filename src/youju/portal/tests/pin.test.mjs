import assert from "node:assert/strict";
import { test } from "node:test";

import { nearestUnit, placeAt, pointOf } from "../static/portal/pin.mjs";

const FRAME = { left: 103.02, top: 31.32, scale: 12000, shrink: 0.8545 };

test("a tap becomes a place, and the place the same point again", () => {
  const place = placeAt(280, 180, FRAME);
  assert.ok(Math.abs(place.lat - 31.305) < 1e-9);
  const point = pointOf(place.lat, place.lng, FRAME);
  assert.ok(Math.abs(point.x - 280) < 1e-6 && Math.abs(point.y - 180) < 1e-6);
});

test("the community is that of the nearest mark; none without marks", () => {
  const marks = [{ unit: "1", x: 100, y: 100 }, { unit: "2", x: 400, y: 300 }];
  assert.equal(nearestUnit(120, 90, marks), "1");
  assert.equal(nearestUnit(390, 280, marks), "2");
  assert.equal(nearestUnit(1, 1, []), "");
});
