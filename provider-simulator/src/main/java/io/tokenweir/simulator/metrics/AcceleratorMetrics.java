package io.tokenweir.simulator.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

import io.tokenweir.simulator.config.AcceleratorConfig;

/**
 * Accelerators under the names of NVIDIA's DCGM exporter. Utilisation is what NVIDIA calls so: the share of the last second
 * in which anything ran, so one stream alone already makes it high. Memory is taken at the start, nine tenths of it, as vLLM
 * does. Power follows utilisation and how full the batch is.
 */
final class AcceleratorMetrics {
    private static final double MEMORY_SHARE = 0.9;
    /** Share of the way from idle to peak power that decoding for one sequence takes. */
    private static final double BARELY_BUSY = 0.4;

    private final MetricsText out;

    AcceleratorMetrics(MetricsText out) {
        this.out = out;
    }

    void write(List<ServedModel> models) {
        gauge(
                models,
                "DCGM_FI_DEV_GPU_UTIL",
                "GPU utilization (in %).",
                m -> 100 * m.stats().busyShare());
        gauge(models, "DCGM_FI_DEV_FB_USED", "Framebuffer memory used (in MiB).", m -> used(accelerator(m)));
        gauge(
                models,
                "DCGM_FI_DEV_FB_FREE",
                "Framebuffer memory free (in MiB).",
                m -> accelerator(m).memoryMib() - used(accelerator(m)));
        gauge(models, "DCGM_FI_DEV_POWER_USAGE", "Power draw (in W).", AcceleratorMetrics::watts);
    }

    private static AcceleratorConfig accelerator(ServedModel model) {
        return model.engine().accelerator();
    }

    private static double used(AcceleratorConfig accelerator) {
        return Math.round(MEMORY_SHARE * accelerator.memoryMib());
    }

    private static double watts(ServedModel model) {
        AcceleratorConfig one = accelerator(model);
        double full =
                Math.min(1, (double) model.stats().running() / model.engine().running());
        return one.idleWatts()
                + (one.peakWatts() - one.idleWatts())
                        * model.stats().busyShare()
                        * (BARELY_BUSY + (1 - BARELY_BUSY) * full);
    }

    /** One sample for each accelerator; they are numbered through all models. */
    private void gauge(List<ServedModel> models, String name, String help, ToDoubleFunction<ServedModel> value) {
        out.metric(name, "gauge", help);
        int gpu = 0;
        for (ServedModel model : models) {
            int count = model.stats().replicas() * accelerator(model).count();
            for (int i = 0; i < count; i++) {
                out.sample(name, labels(gpu, model), value.applyAsDouble(model));
                gpu++;
            }
        }
    }

    /** The exporter's own labels, without which its readers do not know an accelerator again, and whose model it runs. */
    private static String labels(int gpu, ServedModel model) {
        UUID uuid = UUID.nameUUIDFromBytes(("accelerator " + gpu).getBytes(UTF_8));
        return "gpu=\"" + gpu + "\",UUID=\"GPU-" + uuid + "\",pci_bus_id=\""
                + String.format(Locale.ROOT, "00000000:%02X:00.0", gpu + 1 & 0xFF) + "\",device=\"nvidia" + gpu
                + "\",modelName=\"" + MetricsText.escaped(accelerator(model).name())
                + "\",Hostname=\"simulator\",model_name=\"" + MetricsText.escaped(model.name()) + '"';
    }
}
