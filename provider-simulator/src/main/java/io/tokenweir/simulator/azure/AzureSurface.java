package io.tokenweir.simulator.azure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.openai.Endpoints;
import io.tokenweir.simulator.serve.ServingDesk;

/**
 * Azure OpenAI, below {@code /openai/}: deployments in the path with a dated {@code api-version}, and the newer
 * {@code /openai/v1/}, which needs none. Every model of the configuration is a deployment of its name.
 */
public final class AzureSurface implements Surface {
    private static final String BASE = "/openai";
    private static final Pattern DEPLOYMENT = Pattern.compile("/openai/deployments/[^/]+(/.+)");
    private static final Pattern UNVERSIONED = Pattern.compile("/openai/v1(/.+)");
    private static final Pattern DATED = Pattern.compile("/openai(/.+)");
    private static final String VERSION = "20\\d\\d-\\d\\d-\\d\\d(-preview)?";

    private final ServingDesk desk;
    private final VendorVoice voice = new AzureVoice();
    private final DeploymentList deployments;
    private final Endpoints endpoints;

    public AzureSurface(SimulatorConfig config, ServingDesk desk) {
        this.desk = desk;
        deployments = new DeploymentList(config.models());
        endpoints = new Endpoints(config, desk, voice, true);
    }

    @Override
    public boolean answers(Request request) {
        return request.path().startsWith("/openai/");
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        Matcher unversioned = UNVERSIONED.matcher(request.path());
        if (unversioned.matches()) {
            endpoints.handle(exchange, unversioned.group(1));
            return;
        }
        Matcher dated = DEPLOYMENT.matcher(request.path());
        if (!dated.matches()) {
            dated = DATED.matcher(request.path());
        }
        boolean version = request.query("api-version")
                .filter(text -> text.matches(VERSION))
                .isPresent();
        Optional<Response> list = version && dated.matches() && request.method().equals(HttpMethod.GET)
                ? deployments.answer(request.path().substring(BASE.length()))
                : Optional.empty();
        if (list.isPresent()) {
            desk.serveFree(exchange, voice, owner -> list.get());
        } else if (version && dated.matches()) {
            endpoints.handle(exchange, dated.group(1));
        } else {
            endpoints.refuse(exchange, ServedError.Kind.UNKNOWN_PATH);
        }
    }
}
