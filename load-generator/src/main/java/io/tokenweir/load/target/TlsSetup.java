package io.tokenweir.load.target;

import java.io.File;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

/**
 * TLS to a target: certificate chain and host name are always checked, by the JDK's trust manager.
 *
 * <p>The engine is BoringSSL where its native library is there, because it takes a third to a quarter of the CPU time that
 * the JDK's takes for a token (docs/benchmarks.md); elsewhere the JDK's.
 */
public final class TlsSetup {
    private TlsSetup() {}

    /** @param caFile certificates (PEM) that are trusted instead of the JDK's; null for the JDK's */
    public static SslContext context(String caFile, HttpChoice http) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
        if (!http.offers().isEmpty()) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    http.offers()));
        }
        try {
            if (caFile != null) {
                trust(builder, new File(caFile));
            }
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void trust(SslContextBuilder builder, File caFile) {
        if (!caFile.canRead()) {
            throw new IllegalArgumentException("target.caFile: there is no file " + caFile + " to read.");
        }
        try {
            builder.trustManager(caFile);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("target.caFile: " + caFile + " holds no certificates in PEM form.", e);
        }
    }

    /** Why a handshake failed, in a sentence. */
    public static String sentence(Throwable failure, String host) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return "TLS: the certificate of " + host
                        + " is not signed by a trusted authority; name its CA with target.caFile";
            }
            if (cause instanceof CertificateException && cause.getCause() == null) {
                return "TLS: the certificate does not fit: " + cause.getMessage();
            }
        }
        return "TLS: " + failure.getMessage();
    }
}
