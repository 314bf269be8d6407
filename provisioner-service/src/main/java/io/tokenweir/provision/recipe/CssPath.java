package io.tokenweir.provision.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/**
 * A CSS selector into a page, and which attribute of what it finds: {@code form input[name=csrf]@value}. Without an attribute
 * it is the text. {@code abs:href} is the address made whole. Pure.
 */
final class CssPath {
    private static final Pattern ATTRIBUTE = Pattern.compile("(.*)@((?:abs:)?[A-Za-z][\\w-]*)");

    private final Evaluator elements;
    private final String attribute;

    private CssPath(Evaluator elements, String attribute) {
        this.elements = elements;
        this.attribute = attribute;
    }

    /** Throws {@link IllegalArgumentException} that says what was expected. */
    static CssPath parse(String text) {
        Matcher withAttribute = ATTRIBUTE.matcher(text);
        boolean named = withAttribute.matches();
        String selector = named ? withAttribute.group(1) : text;
        try {
            return new CssPath(QueryParser.parse(selector), named ? withAttribute.group(2) : null);
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + selector + "' is no CSS selector; expected something like css:form input[name=csrf]@value");
        }
    }

    List<String> find(Answered answered) {
        List<String> found = new ArrayList<>();
        for (Element element :
                Jsoup.parse(answered.body(), answered.uri().toString()).select(elements)) {
            if (attribute == null) {
                found.add(element.text());
            } else if (element.hasAttr(attribute)) {
                found.add(element.attr(attribute));
            }
        }
        return found;
    }
}
