package io.tokenweir.limits;

/** How a limit's use ages. */
public enum Counting {
    /** A bucket that refills continuously. */
    BUCKET,
    /** Each use counts for one window after it came. */
    SLIDING,
    /** A window that begins with its first use and ends as a whole. */
    FIXED,
    /** A window that begins and ends with the clock or the calendar. */
    ALIGNED,
    /** What is used never comes back. */
    ONCE,
    /** Not more than twice what the window before saw, or the limit if that is more. */
    RAMP
}
