package io.tokenweir.connect.metrics;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ObjectName;

import org.slf4j.LoggerFactory;

/**
 * Figures of one task as {@code io.tokenweir.connect:type=sink-task,connector="<name>",task=<number>}, read only. A task is
 * not told its number; its thread's name has it, as Connect gives it.
 */
final class TaskMBean implements DynamicMBean {
    private static final Pattern TASK_THREAD = Pattern.compile("task-thread-.*-(\\d+)");

    private final List<Figure> figures;
    private final ObjectName name;

    private TaskMBean(List<Figure> figures, ObjectName name) {
        this.figures = figures;
        this.name = name;
    }

    /** Empty where the name is taken, which is logged: a task must not fail for its metrics. */
    static Optional<TaskMBean> register(String connector, List<Figure> figures) {
        Matcher thread = TASK_THREAD.matcher(Thread.currentThread().getName());
        try {
            TaskMBean bean = new TaskMBean(
                    figures,
                    new ObjectName("io.tokenweir.connect:type=sink-task,connector=" + ObjectName.quote(connector)
                            + ",task=" + (thread.matches() ? thread.group(1) : "unknown")));
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, bean.name);
            return Optional.of(bean);
        } catch (JMException e) {
            LoggerFactory.getLogger(TaskMBean.class)
                    .warn("The metrics of a task of {} cannot be seen: {}", connector, e.toString());
            return Optional.empty();
        }
    }

    void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LoggerFactory.getLogger(TaskMBean.class).debug("{} was gone already", name, e);
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return figures.stream()
                .filter(figure -> figure.name().equals(attribute))
                .findFirst()
                .orElseThrow(() -> new AttributeNotFoundException(attribute))
                .value()
                .getAsDouble();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList found = new AttributeList();
        List<String> wanted = List.of(attributes);
        figures.stream()
                .filter(figure -> wanted.contains(figure.name()))
                .forEach(figure ->
                        found.add(new Attribute(figure.name(), figure.value().getAsDouble())));
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " can only be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] params, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = figures.stream()
                .map(figure ->
                        new MBeanAttributeInfo(figure.name(), "double", figure.description(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(TaskMBean.class.getName(), "What a sink task counts", attributes, null, null, null);
    }
}
