import java.util.Map;

/** One row of the table: what was measured, by name. */
interface ObjectsRow {
    Map<String, Object> run(RecordedRun recorded) throws Exception;
}
