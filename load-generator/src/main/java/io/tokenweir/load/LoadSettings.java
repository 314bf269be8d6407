package io.tokenweir.load;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.scenario.LoadSpec;

/** Everything that a scenario says of a load, as names and texts, so that two runs can be held against each other. Pure. */
final class LoadSettings {
    private LoadSettings() {}

    /** Parts within parts have names with a point, those of a list a number, from 1; what is not set is left out. */
    static Map<String, String> of(LoadSpec load) {
        Map<String, String> settings = new TreeMap<>();
        add(settings, "", load);
        return settings;
    }

    private static void add(Map<String, String> settings, String prefix, Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            put(settings, prefix + component.getName(), valueOf(component, part));
        }
    }

    private static void put(Map<String, String> settings, String name, Object value) {
        if (value instanceof Record inner) {
            add(settings, name + ".", inner);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                put(settings, name + "." + (i + 1), list.get(i));
            }
        } else if (value instanceof Duration duration) {
            settings.put(name, duration.toNanos() / 1e9 + " s");
        } else if (value != null) {
            settings.put(name, value.toString());
        }
    }

    private static Object valueOf(RecordComponent component, Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The parts of a scenario are public records.", e);
        }
    }
}
