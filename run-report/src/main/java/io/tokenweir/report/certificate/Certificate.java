package io.tokenweir.report.certificate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a run proved of what its scenario expects: a document that anybody can check again from the topics or from Parquet.
 *
 * @param format of the document: 1
 * @param software that judged, with its version
 * @param verdict of the run; the control run has none of its own to pass
 * @param sentence the verdict in words
 * @param run what the run says
 * @param control what the same scenario says with naive retries; null when it was not played
 * @param remarks what speaks against the figures, one sentence each
 * @param sha256 of this document in canonical form without this field: an accident or a careless hand shows at once; who
 *     writes it anew is found by the topics alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Certificate(
        int format,
        String software,
        ClauseVerdict verdict,
        String sentence,
        Testimony run,
        Testimony control,
        List<String> remarks,
        String sha256) {
    static final int FORMAT = 1;

    public Certificate {
        remarks = List.copyOf(remarks);
    }

    Certificate withHash(String hash) {
        return new Certificate(format, software, verdict, sentence, run, control, remarks, hash);
    }
}
