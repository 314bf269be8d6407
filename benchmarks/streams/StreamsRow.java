import java.util.Map;

/** One row of the table: measures, and gives its figures by name, in order. */
interface StreamsRow {
    Map<String, Object> run(StreamsLab lab) throws Exception;
}
