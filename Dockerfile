# The site in one small image. Debian-based: the embedded PostgreSQL and some libraries are built for glibc.
FROM node:26-bookworm-slim AS build
WORKDIR /app
# What is installed is kept while these are unchanged.
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
ENV NODE_ENV=production
RUN node scripts/start.mjs --install-only
COPY . .
RUN node scripts/start.mjs --build-only \
 # The image brings its own Node; what only builds is not needed to run.
 && rm -rf node_modules/node-linux-* node_modules/.bin/node \
      node_modules/vite node_modules/rolldown node_modules/@rolldown node_modules/@oxc-project node_modules/lightningcss*

FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/migrations ./migrations
COPY --from=build /app/messages ./messages
COPY --from=build /app/starter ./starter
COPY --from=build /app/dist ./dist
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
