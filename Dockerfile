# Both images take the release archive that the build makes: ./mvnw -Prelease package
#
#   weir      our services, the command `weir`
#   connect   Apache Kafka's own image with our sink connectors on the plugin path
ARG KAFKA_VERSION=4.3.1

FROM eclipse-temurin:17-jre AS weir
ARG TOKENWEIR_VERSION=0.1.0-SNAPSHOT
ADD weir-cli/target/tokenweir-${TOKENWEIR_VERSION}.tar.gz /opt/
RUN ln -s /opt/tokenweir-${TOKENWEIR_VERSION} /opt/tokenweir \
 && useradd --system --home-dir /var/lib/tokenweir --create-home weir
COPY --chmod=0755 deploy/http-ok.sh /usr/local/bin/http-ok
USER weir
WORKDIR /var/lib/tokenweir
RUN mkdir -p runs streams
ENTRYPOINT ["/opt/tokenweir/bin/weir"]
CMD ["help"]

FROM apache/kafka:${KAFKA_VERSION} AS connect
COPY --from=weir /opt/tokenweir/lib /opt/connect-plugins/tokenweir
COPY deploy/connect /opt/tokenweir-connect
CMD ["/opt/kafka/bin/connect-standalone.sh", "/opt/tokenweir-connect/worker.properties", "/opt/tokenweir-connect/prometheus.properties", "/opt/tokenweir-connect/objects.properties"]
