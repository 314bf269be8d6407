package io.tokenweir.report.certificate;

import io.tokenweir.common.expect.LoadAt;

/**
 * At which load a wall begins.
 *
 * @param axis what the load is counted in
 * @param from where the number comes from, in words
 */
public record WallOnset(LoadAt.Axis axis, double number, String from) {}
