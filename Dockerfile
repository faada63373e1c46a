# Both services: docker build --target order-api . and docker build --target invoice-worker .
# VERSION and REVISION (--build-arg) go into the labels. No time does, so that the same sources give the same labels.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Tests are for mvn verify: they need more than this stage has.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q --no-transfer-progress -Dmaven.test.skip=true -pl quickstart-launcher -am package

# A Java runtime without what only developers need, and beside it all that an otherwise empty image lacks: the C library that
# the JVM's own are linked to, a user and /tmp. jcmd is there because nothing else is, such as for: docker exec … jcmd 1 Thread.print
FROM eclipse-temurin:25-jdk AS runtime
RUN jlink --output /opt/jre --no-header-files --no-man-pages --include-locales=en,de,fr \
    --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
# Nobody in particular; a number, so that an orchestrator can tell it is not root.
RUN useradd --uid 10001 --no-create-home --home-dir /tmp --shell /sbin/nologin orderflow
# Where the system's loader looks for them, whatever the architecture. What is not found is for screens and sound.
RUN mkdir -p /image/etc /image/opt && install -d -m 1777 /image/tmp \
    && grep ^orderflow: /etc/passwd >/image/etc/passwd && grep ^orderflow: /etc/group >/image/etc/group \
    && find /opt/jre -name '*.so' -exec ldd {} + \
      | awk '$3 ~ "^/" && $3 !~ "^/opt/" { print $3 } $1 ~ "^/.*/ld-" { print $1 }' | sort -u \
      | xargs cp -L --parents --target-directory=/image \
    && cp -a /opt/jre /image/opt/
ENV PATH=/opt/jre/bin:$PATH

# Runs everything once and has the JVMs keep what they learn: classes as they are once they are loaded and linked, and which
# methods are worth compiling. By the JVM that will use it, as it fits no other. Spring's own AOT processing is left out: it
# would decide at build time what settings decide at the start, such as whether tokens are demanded.
FROM runtime AS training
WORKDIR /train
RUN chown orderflow:orderflow .
USER orderflow
COPY --from=build /src/infrastructure/messaging.yaml infrastructure/
COPY --from=build /src/embedded-aws/target/embedded-aws-exec.jar embedded-aws/target/
COPY --from=build --chown=orderflow:orderflow /src/order-api/target/order-api.jar order-api/target/
COPY --from=build --chown=orderflow:orderflow /src/invoice-worker/target/invoice-worker.jar invoice-worker/target/
COPY --from=build --chown=orderflow:orderflow /src/quickstart-launcher/target/quickstart.jar quickstart-launcher/target/
RUN java -Xmx128m -XX:+UseSerialGC -jar quickstart-launcher/target/quickstart.jar --train
# What the services consist of (CycloneDX), for scanners that look into no jar.
RUN for service in order-api invoice-worker; do \
      (cd $service/target/aot && /opt/java/openjdk/bin/jar -xf ../$service.jar META-INF/sbom/application.cdx.json) || exit; \
    done

# No shell, no package manager, nothing but the service. Only /tmp need be writable.
FROM scratch AS service
COPY --from=runtime /image/ /
WORKDIR /app
USER 10001:10001
# Fargate mounts a volume there as it is here, and not for root alone.
VOLUME /tmp
ENV PATH=/opt/jre/bin \
    LANG=C.UTF-8 \
    # One JSON object a line (Elastic Common Schema), for whoever collects what containers say.
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    # glibc keeps a pool of memory for each of many threads otherwise.
    MALLOC_ARENA_MAX=2 \
    # For 512 MB, of which the heap is 230, and 195 in invoice-worker: what clients can make it hold fits into it.
    SERVER_TOMCAT_MAXCONNECTIONS=3000
LABEL org.opencontainers.image.licenses=Apache-2.0

# Of a cache that does not fit the JVM says so, and does without; but it ends where the heap is too small at first for the objects
# in it. The memory that the JIT compilers needed at first is given back.
FROM service AS order-api
COPY --from=training --chown=0:0 /train/order-api/target/aot/META-INF/sbom/ /sbom/
COPY --from=training --chown=0:0 /train/order-api/target/aot/lib/ lib/
COPY --from=training --chown=0:0 /train/order-api/target/aot/order-api.jar /train/order-api/target/aot/app.aot ./
ENV ORDERS_WEB_MAXBODIESSIZE=16MB \
    ORDERS_WEB_MAXUPLOADS=500
EXPOSE 8080
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:+UseSerialGC", "-Xms64m", "-XX:MaxRAMPercentage=45", "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError", "-jar", "order-api.jar"]
ARG VERSION=unknown REVISION=unknown SOURCE=unknown
LABEL org.opencontainers.image.title=order-api org.opencontainers.image.version=$VERSION \
    org.opencontainers.image.revision=$REVISION org.opencontainers.image.source=$SOURCE

FROM service AS invoice-worker
COPY --from=training --chown=0:0 /train/invoice-worker/target/aot/META-INF/sbom/ /sbom/
COPY --from=training --chown=0:0 /train/invoice-worker/target/aot/lib/ lib/
COPY --from=training --chown=0:0 /train/invoice-worker/target/aot/invoice-worker.jar /train/invoice-worker/target/aot/app.aot ./
ENV INVOICES_WEB_MAXBODIESSIZE=16MB \
    INVOICES_WEB_MAXUPLOADS=500
EXPOSE 8081
# It has more beside its heap than order-api, above all compiled code: with a heap of 230 MB it came to 502.
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:+UseSerialGC", "-Xms64m", "-XX:MaxRAMPercentage=38", "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError", "-jar", "invoice-worker.jar"]
ARG VERSION=unknown REVISION=unknown SOURCE=unknown
LABEL org.opencontainers.image.title=invoice-worker org.opencontainers.image.version=$VERSION \
    org.opencontainers.image.revision=$REVISION org.opencontainers.image.source=$SOURCE
