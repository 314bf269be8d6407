package io.tokenweir.connect.packed;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which classes, methods and fields of the worker ({@code org.apache.kafka}, {@code org.slf4j}) a jar names that a worker's
 * jars do not have: what would be a linkage error one day. Reads the constant pools (JVM specification, 4.4), so it sees
 * what no test happens to run.
 */
final class Linkage {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;

    private final ClassLoader worker;

    Linkage(Path workerJars) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> jars = Files.list(workerJars)) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        worker = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** Each as {@code class in the jar: what it names}. */
    Set<String> missing(Path jar) throws IOException {
        Set<String> missing = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (DataInputStream in = new DataInputStream(new BufferedInputStream(zip.getInputStream(entry)))) {
                        for (String name : missing(in)) {
                            missing.add(entry.getName().replaceFirst("\\.class$", "") + ": " + name);
                        }
                    }
                }
            }
        }
        return missing;
    }

    private Set<String> missing(DataInputStream in) throws IOException {
        in.readLong(); // magic number and version
        int size = in.readUnsignedShort();
        String[] texts = new String[size];
        int[][] entries = new int[size][];
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            entries[i] = new int[] {tag, 0, 0};
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // such a constant takes two places
                }
                case CLASS, 8, 16, 19, 20 -> entries[i][1] = in.readUnsignedShort();
                case 15 -> in.skipBytes(3);
                default -> {
                    entries[i][1] = in.readUnsignedShort();
                    entries[i][2] = in.readUnsignedShort();
                }
            }
        }
        Set<String> missing = new TreeSet<>();
        for (int[] entry : entries) {
            if (entry == null) {
                continue;
            }
            if (entry[0] == CLASS) {
                String owner = texts[entry[1]];
                if (isWorkers(owner) && load(owner) == null) {
                    missing.add(owner);
                }
            } else if (entry[0] >= FIELD && entry[0] <= INTERFACE_METHOD) {
                String owner = texts[entries[entry[1]][1]];
                String name = texts[entries[entry[2]][1]];
                String descriptor = texts[entries[entry[2]][2]];
                Class<?> type = isWorkers(owner) ? load(owner) : null;
                if (type != null && !has(type, entry[0] == FIELD, name, descriptor)) {
                    missing.add(owner + "." + name + descriptor);
                }
            }
        }
        return missing;
    }

    private static boolean isWorkers(String owner) {
        return owner.startsWith("org/apache/kafka/") || owner.startsWith("org/slf4j/");
    }

    private Class<?> load(String owner) {
        try {
            return Class.forName(owner.replace('/', '.'), false, worker);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static boolean has(Class<?> type, boolean field, String name, String descriptor) {
        if (type == null) {
            return false;
        }
        boolean here;
        if (field) {
            here = Arrays.stream(type.getDeclaredFields())
                    .anyMatch(each -> each.getName().equals(name)
                            && each.getType().descriptorString().equals(descriptor));
        } else if (name.equals("<init>")) {
            return Arrays.stream(type.getDeclaredConstructors())
                    .anyMatch(each -> MethodType.methodType(void.class, each.getParameterTypes())
                            .descriptorString()
                            .equals(descriptor));
        } else {
            here = Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(each -> each.getName().equals(name)
                            && MethodType.methodType(each.getReturnType(), each.getParameterTypes())
                                    .descriptorString()
                                    .equals(descriptor));
        }
        return here
                || has(type.getSuperclass(), field, name, descriptor)
                || Arrays.stream(type.getInterfaces()).anyMatch(each -> has(each, field, name, descriptor))
                || type.isInterface() && has(Object.class, field, name, descriptor);
    }
}
