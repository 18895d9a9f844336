// Watches both apps in the same way: what their maps and timelines hold, when the map is idle, and
// what went over the websocket. It reads plotly's and MapLibre's own objects and calls nothing.
(() => {
  const bench = (window.bench = { log: [], wire: [], input: {}, on: true });
  const now = () => performance.now();

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", event => bench.wire.push({ t: now(), sent: false, bytes: size(event.data) }));
    }
    send(data) { bench.wire.push({ t: now(), sent: true, bytes: size(data) }); super.send(data); }
  };
  const size = data => data.size ?? data.byteLength ?? data.length;

  // A browser makes up moves on the spot when the page changes under the mouse; those do not count.
  let x = 0;
  for (const type of ["click", "pointermove", "pointerup"])
    addEventListener(type, event => {
      if (type === "pointermove" && event.clientX === x) return;
      if (type === "pointermove") x = event.clientX;
      bench.input[type] = event.timeStamp;
    }, true);

  const plots = () => [...document.querySelectorAll(".js-plotly-plot")].filter(plot => plot._fullLayout && plot.calcdata);
  const mapOf = plot => plot._fullLayout.map?._subplot?.map;
  const round = value => Math.round(value * 100) / 100;

  // What the map's own sources hold, by content: handing over the same again is no change.
  const known = new WeakMap();
  function features(source) {
    const data = source._data?.geojson;
    if (!data?.features) return [0, 0];
    if (!known.has(data)) {
      let sum = 0;
      for (const { geometry } of data.features) sum += geometry.coordinates[0] + 37 * geometry.coordinates[1];
      known.set(data, [data.features.length, round(sum)]);
    }
    return known.get(data);
  }
  function mapHolds(plot) {
    const map = mapOf(plot);
    if (!map?.style) return null;
    const shown = plot._fullData.filter(trace => trace.visible === true);
    const held = shown.map(({ uid }) => map.getSource(`source-${uid}-circle`));
    if (held.some(source => !source)) return null; // its style is still on its way
    const overlay = overlayOf(plot);
    return held.map(source => features(source).join(":")).join(" ") + (overlay ? ` ${overlay.innerHTML.length}:${sumOf(overlay)}` : "");
  }
  // Circles may also stand in a layer of the page's own above the map; `data-events` counts them.
  const overlayOf = plot => plot.closest('[data-testid="map"]')?.querySelector("[data-events]");
  const sumOf = overlay => { let sum = 0; const text = overlay.innerHTML; for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0; return sum; };
  const drawn = new WeakMap();
  function lineHolds(plot) {
    if (!drawn.has(plot.calcdata)) drawn.set(plot.calcdata, plot.calcdata.map(trace => {
      let sum = 0;
      for (const point of trace) sum += (+point.p || 0) + (+point.s || 0) * 1e9 + (+point.x || 0) + (+point.y || 0) * 1e9;
      return `${trace.length}:${round(sum)}`;
    }).join(" "));
    return drawn.get(plot.calcdata);
  }

  /** How many events a plot shows. */
  const total = list => Array.from(list ?? []).reduce((a, b) => a + b, 0);
  function events(plot) {
    const role = name => plot._fullData.filter(trace => trace.meta?.role === name);
    if (mapOf(plot)) {
      const overlay = overlayOf(plot);
      if (overlay) return +overlay.dataset.events;
      const [dot] = role("dot"); // ours: circles that say how many events they stand for
      if (dot) return total(Array.from(dot.hovertext ?? []).map(text => +text.match(/<\/b> · (\d+)/)[1]));
      return total(plot._fullData.map(trace => trace.lat?.length ?? 0));
    }
    const [mark] = role("mark");
    if (mark) return mark.x.length;
    const bins = role("bin");
    if (bins.length) return total(bins.map(trace => total(trace.y)));
    return total(plot.calcdata.flatMap(trace => trace.map(point => point.s || 0)));
  }

  let next = 0, last = "";
  const names = new WeakMap(), heard = new WeakSet(), resting = new WeakSet();
  const nameOf = plot => { if (!names.has(plot)) names.set(plot, ++next); return names.get(plot); };
  function note(entry) {
    entry.t = now();
    bench.log.push(entry);
    requestAnimationFrame(() => requestAnimationFrame(() => { entry.shown = now(); }));
  }
  function sample() {
    if (bench.on) {
      const held = [];
      for (const plot of plots()) {
        const map = mapOf(plot), id = nameOf(plot);
        if (map && !heard.has(map)) {
          heard.add(map);
          map.on("idle", () => { resting.add(map); if (bench.on) note({ kind: "idle", id, holds: mapHolds(plot) }); });
          for (const busy of ["dataloading", "movestart", "render", "styledata"]) map.on(busy, () => resting.delete(map));
        }
        held.push({ id, map: !!map || !!plot._fullLayout.map, holds: plot._fullLayout.map ? mapHolds(plot) : lineHolds(plot) });
      }
      const paints = window.psgdash?.paints ?? null, text = JSON.stringify([held, paints]);
      if (text !== last) {
        last = text;
        note({ kind: "holds", held, paints });
        // A map that had nothing to draw anew is idle as it is.
        for (const plot of plots()) if (resting.has(mapOf(plot))) note({ kind: "idle", id: nameOf(plot), holds: mapHolds(plot) });
      }
    }
    requestAnimationFrame(sample);
  }
  requestAnimationFrame(sample);

  bench.begin = () => { bench.log = []; bench.wire = []; last = ""; bench.on = true; sample0(); };
  function sample0() { bench.before = Object.fromEntries(plots().map(plot => [plot._fullLayout.map ? "map" : "line", events(plot)])); }

  /** Wait until both plots show `wanted` events (or the map a new content) and nothing more happens. */
  bench.settled = async ({ wanted = null, quiet = 900, limit = 60000 }) => {
    const began = now(), started = bench.log.length ? bench.log[0] : null;
    for (;;) {
      await new Promise(done => setTimeout(done, 40));
      const all = plots(), maps = all.filter(p => p._fullLayout.map), lines = all.filter(p => !p._fullLayout.map);
      const end = bench.log.at(-1), calm = end && now() - end.t > quiet;
      const single = maps.length === 1 && lines.length === 1;
      if (single && calm) {
        const counts = { map: events(maps[0]), line: events(lines[0]) };
        const drawn = bench.log.every(entry => entry.shown);
        const right = wanted === null ? counts.map !== bench.before.map : counts.map === wanted && counts.line === wanted;
        const idle = bench.log.some(e => e.kind === "idle" && e.id === nameOf(maps[0]) && e.holds === mapHolds(maps[0]));
        if (right && idle && drawn && mapHolds(maps[0]) !== null) {
          bench.on = false;
          return { log: bench.log, wire: bench.wire, input: bench.input, counts, before: bench.before,
            map: nameOf(maps[0]), line: nameOf(lines[0]), holds: { map: mapHolds(maps[0]), line: lineHolds(lines[0]) } };
        }
      }
      if (now() - began > limit) { bench.on = false;
        return { failed: JSON.stringify({ all: all.length, counts: all.map(events), wanted, before: bench.before, log: bench.log.slice(-6) }) }; }
    }
  };
})();
