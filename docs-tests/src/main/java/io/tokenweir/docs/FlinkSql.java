package io.tokenweir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Runs a file of Flink SQL in Flink's local mini-cluster and prints what the statements answer. */
public final class FlinkSql {
    private FlinkSql() {}

    /** @param args brokers, registry, file; {@code ${brokers}} and {@code ${registry}} in the file are filled in */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("flink: give brokers, the registry's address, and a file of statements.");
            System.exit(2);
        }
        String text = Files.readString(Path.of(args[2]))
                .replace("${brokers}", args[0])
                .replace("${registry}", args[1]);
        TableEnvironment tables = TableEnvironment.create(
                EnvironmentSettings.newInstance().inBatchMode().build());
        for (String statement : text.split(";")) {
            if (!statement.isBlank()) {
                TableResult result = tables.executeSql(statement);
                if (result.getResultKind() != ResultKind.SUCCESS) {
                    result.print();
                }
            }
        }
    }
}
