package io.tokenweir.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room in the kernel's table of this process's open files before there is load. Linux doubles the table when a socket
 * finds no room in it, and in a process with several threads it waits until every core has gone through its scheduler first:
 * an event loop that connects stands still for 10 ms then, and so does every other that wants a socket meanwhile. The table
 * never gets smaller.
 */
final class FileTable {
    private static final Logger LOG = LoggerFactory.getLogger(FileTable.class);
    private static final Path NOTHING = Path.of("/dev/null");
    /** More streams than that are more than an instance can time. */
    private static final int MOST = 4_096;

    /** Of the files that the process may open, so many stay for whoever wants one meanwhile. */
    private static final int FOR_OTHERS = 128;

    private FileTable() {}

    /** Room for so many files more; as many as the limits of the process allow. */
    static void makeRoom(long files) {
        List<FileChannel> open = new ArrayList<>();
        try {
            long most = Math.min(Math.min(files, MOST), allowed() - FOR_OTHERS);
            while (open.size() < most) {
                open.add(FileChannel.open(NOTHING, StandardOpenOption.READ));
            }
        } catch (IOException e) {
            LOG.debug("No room for {} files more: {}", files, e.toString());
        } finally {
            open.forEach(FileTable::close);
        }
    }

    /** How many more the limits of the process allow; none where there is no such table. */
    private static long allowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("A file that only took a place did not close", e);
        }
    }
}
