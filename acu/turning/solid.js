// Draw a body and dots on it with WebGL, from afar (no perspective), in centimetres.

const SEEN = `
  uniform mat3 turn; uniform vec3 centre; uniform vec2 scale;
  vec4 seen(vec3 place, float lift) {
    vec3 p = turn * (place - centre);
    return vec4(p.xy * scale, -(p.z + lift) / 300.0, 1.0);
  }`;
const SKIN = [
  `attribute vec3 place, normal; varying vec3 facing; ${SEEN}
  void main() { facing = turn * normal; gl_Position = seen(place, 0.0); }`,
  `precision mediump float; varying vec3 facing; uniform vec3 flesh; uniform bool picking;
  void main() {
    float light = max(0.0, dot(normalize(facing), normalize(vec3(-0.35, 0.5, 0.8))));
    gl_FragColor = vec4(picking ? vec3(0.0) : flesh * (0.38 + 0.68 * light), 1.0);
  }`,
];
// A dot is lifted off the skin by a centimetre towards the eye, so that the skin does not cut it.
const DOTS = [
  `attribute vec3 place, tint; attribute float size, number; varying vec3 shade; varying float id;
  ${SEEN}
  void main() {
    shade = tint; id = number; gl_PointSize = size; gl_Position = seen(place, 1.0);
  }`,
  `precision mediump float; varying vec3 shade; varying float id;
  uniform vec3 paper; uniform bool picking;
  void main() {
    float away = length(gl_PointCoord - 0.5);
    if (away > 0.5) discard;
    vec3 named = vec3(mod(id, 256.0), floor(id / 256.0), 255.0) / 255.0;
    gl_FragColor = vec4(picking ? named : away > 0.36 ? paper : shade, 1.0);
  }`,
];

/** Outward normals of the corners of a surface (both flat arrays of x, y, z). */
function normalsOf(corners, triangles) {
  const normals = new Float32Array(corners.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((i) => 3 * triangles[t + i]);
    const [ux, uy, uz] = [0, 1, 2].map((i) => corners[b + i] - corners[a + i]);
    const [vx, vy, vz] = [0, 1, 2].map((i) => corners[c + i] - corners[a + i]);
    const cross = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const at of [a, b, c]) cross.forEach((length, i) => (normals[at + i] += length));
  }
  return normals;
}

class Solid {
  constructor(canvas, corners, triangles, normals) {
    this.gl = canvas.getContext("webgl", { preserveDrawingBuffer: true });
    if (!this.gl) return;
    const { gl } = this;
    [this.skin, this.dots] = [SKIN, DOTS].map((sources) => this.program(sources));
    this.place = this.buffer(gl.ARRAY_BUFFER, corners);
    this.normal = this.buffer(gl.ARRAY_BUFFER, normals);
    this.triangles = this.buffer(gl.ELEMENT_ARRAY_BUFFER, triangles);
    this.corners = triangles.length;
    this.marks = gl.createBuffer();
    gl.enable(gl.DEPTH_TEST);
  }

  program(sources) {
    const { gl } = this;
    const program = gl.createProgram();
    [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER].forEach((kind, i) => {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, sources[i]);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    });
    gl.linkProgram(program);
    return program;
  }

  buffer(kind, values) {
    const buffer = this.gl.createBuffer();
    this.gl.bindBuffer(kind, buffer);
    this.gl.bufferData(kind, values, this.gl.STATIC_DRAW);
    return buffer;
  }

  /** Take over dots: eight numbers each, x, y, z, red, green, blue, size in pixels, number from 1. */
  mark(dots) {
    this.count = dots.length / 8;
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.marks);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, new Float32Array(dots), this.gl.DYNAMIC_DRAW);
  }

  draw({ turn, centre, scale, colours }, picking = false) {
    const { gl } = this;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(...(picking ? [0, 0, 0] : colours.paper), 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const use = (program) => {
      const at = (name) => gl.getUniformLocation(program, name);
      gl.useProgram(program);
      gl.uniformMatrix3fv(at("turn"), false, turn);
      gl.uniform3fv(at("centre"), centre);
      gl.uniform2fv(at("scale"), scale);
      gl.uniform1i(at("picking"), picking);
      for (const name of ["flesh", "paper"]) gl.uniform3fv(at(name), colours[name]);
    };
    const feed = (program, name, buffer, size, stride = 0, offset = 0) => {
      const at = gl.getAttribLocation(program, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, 4 * stride, 4 * offset);
    };
    const rest = () => [0, 1, 2, 3].forEach((at) => gl.disableVertexAttribArray(at));
    use(this.skin);
    feed(this.skin, "place", this.place, 3);
    feed(this.skin, "normal", this.normal, 3);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.triangles);
    gl.drawElements(gl.TRIANGLES, this.corners, gl.UNSIGNED_SHORT, 0);
    rest();
    if (!this.count) return;
    use(this.dots);
    const parts = { place: [3, 0], tint: [3, 3], size: [1, 6], number: [1, 7] };
    for (const [name, [size, offset]] of Object.entries(parts)) {
      feed(this.dots, name, this.marks, size, 8, offset);
    }
    gl.drawArrays(gl.POINTS, 0, this.count);
    rest();
  }

  /** The number of the dot in sight that is nearest to a pixel and not farther than so many. */
  pick(look, x, y, reach) {
    const { gl } = this;
    const [wide, high] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    if (this.size?.join() !== [wide, high].join()) this.prepare(wide, high);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.hidden);
    this.draw(look, true);
    const side = 2 * reach + 1;
    const pixels = new Uint8Array(4 * side * side);
    const [left, low] = [Math.round(x) - reach, high - Math.round(y) - reach];
    gl.readPixels(left, low, side, side, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    let [found, nearest] = [0, reach * reach];
    for (let i = 0; i < side * side; i++) {
      const away = ((i % side) - reach) ** 2 + (Math.floor(i / side) - reach) ** 2;
      if (pixels[4 * i + 2] !== 255 || away > nearest) continue;
      [found, nearest] = [pixels[4 * i] + 256 * pixels[4 * i + 1], away];
    }
    return found;
  }

  /** Make a picture that nobody sees: without smoothed edges, so that a colour is a number. */
  prepare(wide, high) {
    const { gl } = this;
    this.size = [wide, high];
    this.hidden = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.hidden);
    const colours = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, colours);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, wide, high, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, colours, 0);
    const depth = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT16, wide, high);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, depth);
  }
}
