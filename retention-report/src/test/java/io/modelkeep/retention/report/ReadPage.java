package io.modelkeep.retention.report;

import io.modelkeep.retention.plan.RetentionPlan;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A written page, read as the XML that it is too. */
public final class ReadPage {

    private final String text;
    private final Document document;

    private ReadPage(String text, Document document) {
        this.text = text;
        this.document = document;
    }

    public static ReadPage of(RetentionPlan plan) throws Exception {
        return of(ReportPage.of(plan));
    }

    public static ReadPage of(ReportPage page) throws Exception {
        StringBuilder written = new StringBuilder();
        page.write(written);
        String text = written.toString();
        String doctype = "<!DOCTYPE html>\n";
        if (!text.startsWith(doctype)) {
            throw new AssertionError("begins with " + text.substring(0, Math.min(40, text.length())));
        }
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return new ReadPage(
                text,
                factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(text.substring(doctype.length())))));
    }

    public String text() {
        return text;
    }

    /** All elements of a name, or with {@code *} all elements, in their order. */
    public List<Element> all(String tag) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    public List<Element> all(String tag, Predicate<Element> which) {
        return all(tag).stream().filter(which).toList();
    }

    /** The only element of a name. */
    public Element one(String tag) {
        List<Element> found = all(tag);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " elements " + tag);
        }
        return found.get(0);
    }

    /** Elements of a class. */
    public List<Element> ofClass(String tag, String style) {
        return all(
                tag,
                element -> List.of(element.getAttribute("class").split(" ")).contains(style));
    }

    /** Where a mark is drawn in a chart, not in a legend. */
    public List<Element> marks(String mark) {
        return all(
                "use",
                use -> use.getAttribute("href").equals("#" + mark)
                        && use.getParentNode().getNodeName().equals("g"));
    }

    /** The rows of items, as the texts of their cells. */
    public List<List<String>> rows() {
        return all("tr", row -> row.getAttribute("class").matches("keep|delete")).stream()
                .map(ReadPage::cells)
                .toList();
    }

    public static List<String> cells(Element row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getChildNodes().getLength(); i++) {
            if (row.getChildNodes().item(i) instanceof Element cell) {
                cells.add(cell.getTextContent());
            }
        }
        return cells;
    }
}
