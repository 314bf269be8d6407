package io.tokenweir.connect.packed;

import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.VirtualMachine;

/** What another JVM tells by JMX, as jconsole or a JMX exporter would see it. */
final class WorkerBeans {
    private WorkerBeans() {}

    /** Figures of a connector's task 0, wherever this version of Kafka keeps them: as plugin metrics or as an MBean of ours. */
    static Map<String, Double> ofTask(long pid, String connector) throws Exception {
        VirtualMachine worker = VirtualMachine.attach(Long.toString(pid));
        try (JMXConnector jmx = JMXConnectorFactory.connect(new JMXServiceURL(worker.startLocalManagementAgent()))) {
            MBeanServerConnection beans = jmx.getMBeanServerConnection();
            Map<String, Double> figures = new TreeMap<>();
            for (String pattern : new String[] {"kafka.connect:type=plugins,*", "io.tokenweir.connect:*"}) {
                for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
                    if (plain(name, "connector").equals(connector)
                            && plain(name, "task").equals("0")) {
                        for (MBeanAttributeInfo attribute :
                                beans.getMBeanInfo(name).getAttributes()) {
                            if (beans.getAttribute(name, attribute.getName()) instanceof Double value) {
                                figures.put(attribute.getName(), value);
                            }
                        }
                    }
                }
            }
            return figures;
        } finally {
            worker.detach();
        }
    }

    private static String plain(ObjectName name, String key) {
        return String.valueOf(name.getKeyProperty(key)).replace("\"", "");
    }
}
