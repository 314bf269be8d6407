package io.tokenweir.connect.prometheus;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;

import io.tokenweir.connect.ConnectorVersion;

/** One metric with its points, as the SDK's exporters take it. Immutable. */
final class OtlpMetric implements MetricData {
    private static final Resource RESOURCE =
            Resource.builder().put("service.name", "tokenweir").build();
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.builder("io.tokenweir.connect")
            .setVersion(ConnectorVersion.get())
            .build();

    private final OtlpName name;
    private final String description;
    private final MetricDataType type;
    private final Data<?> data;

    OtlpMetric(OtlpName name, String description, MetricDataType type, Data<?> data) {
        this.name = name;
        this.description = description;
        this.type = type;
        this.data = data;
    }

    @Override
    public Resource getResource() {
        return RESOURCE;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public String getName() {
        return name.name();
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getUnit() {
        return name.unit();
    }

    @Override
    public MetricDataType getType() {
        return type;
    }

    @Override
    public Data<?> getData() {
        return data;
    }
}
