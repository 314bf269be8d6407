package io.tokenweir.connect.prometheus;

/**
 * One series at the server. Immutable.
 *
 * @param metric the full name, of a classic histogram's part with its suffix
 * @param family where it comes from, which says type, unit and help
 */
record SeriesId(String metric, Family family, Labels labels) {
    /** As one would ask for it in PromQL. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(metric).append('{');
        labels.pairs()
                .forEach((name, value) -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ",")
                        .append(name)
                        .append("=\"")
                        .append(value)
                        .append('"'));
        return text.append('}').toString();
    }
}
