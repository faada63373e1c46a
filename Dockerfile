# Both services: docker build --target order-api . and docker build --target invoice-worker .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Tests are for mvn verify: they need more than this stage has.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q --no-transfer-progress -Dmaven.test.skip=true -pl quickstart-launcher -am package

FROM eclipse-temurin:25-jre AS runtime
# Nobody in particular; a number, so that an orchestrator can tell it is not root.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin orderflow
WORKDIR /app
USER 10001:10001
# One JSON object a line (Elastic Common Schema), for whoever collects what containers say.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs

# Runs everything once and has the JVMs keep what they learn: classes as they are once they are loaded and linked, and which
# methods are worth compiling. By the JVM that will use it, as it fits no other. Spring's own AOT processing is left out: it
# would decide at build time what settings decide at the start, such as whether tokens are demanded.
FROM runtime AS training
WORKDIR /train
COPY --from=build /src/infrastructure/messaging.yaml infrastructure/
COPY --from=build /src/embedded-aws/target/embedded-aws-exec.jar embedded-aws/target/
COPY --from=build --chown=10001:10001 /src/order-api/target/order-api.jar order-api/target/
COPY --from=build --chown=10001:10001 /src/invoice-worker/target/invoice-worker.jar invoice-worker/target/
COPY --from=build --chown=10001:10001 /src/quickstart-launcher/target/quickstart.jar quickstart-launcher/target/
RUN java -Xmx128m -XX:+UseSerialGC -jar quickstart-launcher/target/quickstart.jar --train

# Of a cache that does not fit the JVM says so, and does without. The memory that the JIT compilers needed at first is given back.
FROM runtime AS order-api
COPY --from=training /train/order-api/target/aot/lib/ lib/
COPY --from=training /train/order-api/target/aot/order-api.jar /train/order-api/target/aot/app.aot ./
EXPOSE 8080
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=75", "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError", "-jar", "order-api.jar"]

FROM runtime AS invoice-worker
COPY --from=training /train/invoice-worker/target/aot/lib/ lib/
COPY --from=training /train/invoice-worker/target/aot/invoice-worker.jar /train/invoice-worker/target/aot/app.aot ./
EXPOSE 8081
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=75", "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError", "-jar", "invoice-worker.jar"]
