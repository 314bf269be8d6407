package io.tokenweir.connect.prometheus;

import java.util.List;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;

/** Reads both messages of remote write with protobuf-java, by field numbers taken from the specification, not from our code. */
final class RemoteWriteMessages {
    static final Descriptor ONE = file("prometheus", true).findMessageTypeByName("WriteRequest");
    static final Descriptor TWO = file("io.prometheus.write.v2", false).findMessageTypeByName("Request");

    private RemoteWriteMessages() {}

    static DynamicMessage read(Descriptor type, byte[] bytes) {
        try {
            DynamicMessage message = DynamicMessage.parseFrom(type, bytes);
            refuseUnknownFields(message);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void refuseUnknownFields(DynamicMessage message) {
        // 6 of TimeSeries is the time of creation in drafts up to rc.3, which later ones have reserved.
        if (message.getUnknownFields().asMap().keySet().stream().anyMatch(field -> field != 6)) {
            throw new AssertionError("unknown fields in "
                    + message.getDescriptorForType().getName() + ": " + message.getUnknownFields());
        }
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
                values.forEach(nested -> refuseUnknownFields((DynamicMessage) nested));
            }
        });
    }

    /** A field by name; messages as {@link DynamicMessage}, repeated ones as a list. */
    @SuppressWarnings("unchecked")
    static <T> T get(DynamicMessage message, String name) {
        return (T) message.getField(message.getDescriptorForType().findFieldByName(name));
    }

    private static FileDescriptor file(String name, boolean one) {
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder().setName(name).setPackage(name).setSyntax("proto3");
        DescriptorProto.Builder sample =
                message("Sample", single("value", 1, Type.TYPE_DOUBLE), single("timestamp", 2, Type.TYPE_INT64));
        DescriptorProto.Builder exemplar = message(
                "Exemplar",
                one ? many("labels", 1, name + ".Label") : many("labels_refs", 1, Type.TYPE_UINT32),
                single("value", 2, Type.TYPE_DOUBLE),
                single("timestamp", 3, Type.TYPE_INT64));
        DescriptorProto.Builder histogram = message(
                "Histogram",
                single("count_int", 1, Type.TYPE_UINT64),
                single("sum", 3, Type.TYPE_DOUBLE),
                single("schema", 4, Type.TYPE_SINT32),
                single("zero_threshold", 5, Type.TYPE_DOUBLE),
                single("zero_count_int", 6, Type.TYPE_UINT64),
                many("positive_spans", 11, name + ".BucketSpan"),
                many("positive_deltas", 12, Type.TYPE_SINT64),
                single("timestamp", 15, Type.TYPE_INT64));
        file.addMessageType(
                message("BucketSpan", single("offset", 1, Type.TYPE_SINT32), single("length", 2, Type.TYPE_UINT32)));
        if (one) {
            file.addMessageType(
                    message("Label", single("name", 1, Type.TYPE_STRING), single("value", 2, Type.TYPE_STRING)));
            file.addMessageType(message(
                    "MetricMetadata",
                    single("type", 1, Type.TYPE_INT32),
                    single("metric_family_name", 2, Type.TYPE_STRING),
                    single("help", 4, Type.TYPE_STRING),
                    single("unit", 5, Type.TYPE_STRING)));
            file.addMessageType(message(
                    "TimeSeries",
                    many("labels", 1, name + ".Label"),
                    many("samples", 2, name + ".Sample"),
                    many("exemplars", 3, name + ".Exemplar"),
                    many("histograms", 4, name + ".Histogram")));
            file.addMessageType(message(
                    "WriteRequest",
                    many("timeseries", 1, name + ".TimeSeries"),
                    many("metadata", 3, name + ".MetricMetadata")));
        } else {
            sample.addField(single("start_timestamp", 3, Type.TYPE_INT64));
            histogram.addField(single("start_timestamp", 17, Type.TYPE_INT64));
            file.addMessageType(message(
                    "Metadata",
                    single("type", 1, Type.TYPE_INT32),
                    single("help_ref", 3, Type.TYPE_UINT32),
                    single("unit_ref", 4, Type.TYPE_UINT32)));
            file.addMessageType(message(
                    "TimeSeries",
                    many("labels_refs", 1, Type.TYPE_UINT32),
                    many("samples", 2, name + ".Sample"),
                    many("histograms", 3, name + ".Histogram"),
                    many("exemplars", 4, name + ".Exemplar"),
                    single("metadata", 5, Type.TYPE_MESSAGE).setTypeName('.' + name + ".Metadata")));
            file.addMessageType(message(
                    "Request", many("symbols", 4, Type.TYPE_STRING), many("timeseries", 5, name + ".TimeSeries")));
        }
        file.addMessageType(sample).addMessageType(exemplar).addMessageType(histogram);
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DescriptorProto.Builder message(String name, FieldDescriptorProto.Builder... fields) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        for (FieldDescriptorProto.Builder field : fields) {
            message.addField(field);
        }
        return message;
    }

    private static FieldDescriptorProto.Builder single(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto.Builder many(String name, int number, Type type) {
        return single(name, number, type).setLabel(Label.LABEL_REPEATED);
    }

    private static FieldDescriptorProto.Builder many(String name, int number, String message) {
        return many(name, number, Type.TYPE_MESSAGE).setTypeName('.' + message);
    }
}
