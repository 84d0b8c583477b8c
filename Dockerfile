# The same image for the API, the worker and the migration: docker-compose.yml says which runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json .swcrc ./
COPY apps ./apps
COPY libs ./libs
COPY workflows ./workflows
COPY scripts ./scripts
COPY procedures ./procedures
# Compiles, and bundles the workflows: the worker starts from the finished bundle.
RUN node --input-type=module -e "await (await import('./scripts/lib/build.mjs')).ensureBuilt(process.cwd())"

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# Temporal's client verifies TLS against the system's certificates.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data
RUN install --directory --owner=node --group=node --mode=700 /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY procedures ./procedures
USER node
VOLUME /data
ENTRYPOINT ["tini", "--", "node", "--enable-source-maps"]
CMD ["dist/apps/api/src/main.js"]
