import java.util.Map;

/** One row of the table: measures, and gives its figures by name, in order. */
interface Row {
    Map<String, Object> run(Lab lab) throws Exception;
}
