package io.tokenweir.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * The signals that ask a command to end: Ctrl-C, a service manager's TERM, a terminal that was closed.
 *
 * <p>A shutdown hook would be simpler, but it runs when the exit code is settled already and cannot see a second signal. The
 * JDK offers signals in {@code sun.misc} only, which the compiler warns of in any form, so they are reached by name.
 */
final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private record Replaced(Object signal, Object handler) {}

    private final List<Replaced> replaced = new ArrayList<>();

    /** Runs the action at each of these signals, on a thread of its own; where the JVM has none, nothing happens. */
    Signals(Runnable action) {
        for (String name : NAMES) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        action.run();
                        yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> name;
                };
                Object mine = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
                Object wanted = signal.getConstructor(String.class).newInstance(name);
                Object before = signal.getMethod("handle", signal, handler).invoke(null, wanted, mine);
                replaced.add(new Replaced(wanted, before));
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // this system has no such signal: the JVM ends as it would without us
            }
        }
    }

    /** Gives the signals back to who had them before. */
    @Override
    public void close() {
        for (Replaced one : replaced) {
            try {
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                one.signal()
                        .getClass()
                        .getMethod("handle", one.signal().getClass(), handler)
                        .invoke(null, one.signal(), one.handler());
            } catch (ReflectiveOperationException e) {
                // it was taken a moment ago, so it can be given back; and the command is through anyway
            }
        }
        replaced.clear();
    }
}
