# Both services: docker build --target order-api . and docker build --target invoice-worker .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Tests are for mvn verify: they need more than this stage has.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q --no-transfer-progress -Dmaven.test.skip=true -pl order-api,invoice-worker -am package
# In layers, so that a change of the code does not ship the dependencies again.
RUN for service in order-api invoice-worker; do \
      java -Djarmode=tools -jar $service/target/$service.jar extract --layers --destination /layers/$service || exit 1; \
    done

FROM eclipse-temurin:25-jre AS runtime
WORKDIR /app
# Nobody in particular; a number, so that an orchestrator can tell it is not root.
USER 10001:10001

FROM runtime AS order-api
COPY --from=build /layers/order-api/dependencies/ ./
COPY --from=build /layers/order-api/snapshot-dependencies/ ./
COPY --from=build /layers/order-api/application/ ./
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "order-api.jar"]

FROM runtime AS invoice-worker
COPY --from=build /layers/invoice-worker/dependencies/ ./
COPY --from=build /layers/invoice-worker/snapshot-dependencies/ ./
COPY --from=build /layers/invoice-worker/application/ ./
EXPOSE 8081
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "invoice-worker.jar"]
