package io.tokenweir.common.health;

import java.util.ArrayList;
import java.util.List;

import org.apache.avro.Schema;

import io.tokenweir.events.MeterHealth;

/** Arithmetic of {@link MeterHealth}: several are as bad as the worst in each figure. Pure. */
public final class MeterHealths {
    private static final List<Schema.Field> FIELDS =
            new ArrayList<>(MeterHealth.getClassSchema().getFields());

    private MeterHealths() {}

    /** The larger of each figure; null counts for nothing. */
    public static MeterHealth worse(MeterHealth a, MeterHealth b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        MeterHealth worse = new MeterHealth();
        for (Schema.Field field : FIELDS) {
            int at = field.pos();
            worse.put(at, Math.max((Long) a.get(at), (Long) b.get(at)));
        }
        return worse;
    }
}
