package io.tokenweir.load.certificate;

/** What a statistic should be, and the interval in which it may lie. */
record Band(double asked, double low, double high) {
    ArrivalCertificate.Figure figure(double drawn, double sent) {
        return new ArrivalCertificate.Figure(asked, drawn, sent, low, high);
    }

    Band times(double factor) {
        return new Band(asked * factor, low * factor, high * factor);
    }
}
