// What the makers of maps share: TopoJSON to points, lines with fewer points, paths of SVG.

/** @returns the arcs of a topology as projected points: their numbers are differences, scaled. */
export function pointsOf(world, project) {
  const { scale, translate } = world.transform;
  return world.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return project(y * scale[1] + translate[1], x * scale[0] + translate[0]);
    });
  });
}

/** @returns what joins the arcs of a ring in their order; a negative number is an arc read backwards. */
export const joinedBy = (lines) => (arcs) =>
  arcs.flatMap((index) => (index < 0 ? lines[~index].toReversed() : lines[index]).slice(1));

/** @returns what leaves points out of a line, none of which lay further off than the tolerance (Douglas and Peucker, 1973). */
export function simplifiedTo(tolerance) {
  return function simplified(line) {
    if (line.length < 3) return line;
    const [first, last] = [line[0], line.at(-1)];
    const offs = line.map((point) => distance(point, first, last));
    const furthest = offs.indexOf(Math.max(...offs));
    if (offs[furthest] <= tolerance) return [first, last];
    return [...simplified(line.slice(0, furthest + 1)).slice(0, -1), ...simplified(line.slice(furthest))];
  };
}

/** From a point to a stretch of line. */
function distance(point, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/** A path: absolute points where they are asked of (the outline), steps where fewer bytes are all that matters. */
export function path(line, absolute) {
  const rounded = (n) => Number(n.toFixed(1));
  const points = line.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
  if (absolute) return `M${points.map(({ x, y }) => `${x},${y}`).join(' ')}`;
  return points
    .map(({ x, y }, i) => {
      const before = points[i - 1];
      if (before === undefined) return `M${x},${y}`;
      return `l${rounded(x - before.x)},${rounded(y - before.y)}`;
    })
    .join('');
}
