package dev.micelio.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What a pom.xml says by itself, without what it inherits.
record Pom(List<String> modules, List<Dependency> dependencies) {

  record Dependency(String group, String artifact) {}

  static Pom read(Repository repository, String file) {
    var root = parse(repository.text(file));
    return new Pom(
        elements(root.getElementsByTagName("module")).stream()
            .map(Element::getTextContent)
            .toList(),
        elements(root.getElementsByTagName("*")).stream()
            .filter(Pom::isDirectDependency)
            .map(found -> new Dependency(child(found, "groupId"), child(found, "artifactId")))
            .distinct()
            .toList());
  }

  /// A library of the module itself, its sources, or a processor of its compiler. What
  /// dependencyManagement only fixes the version of is nobody's dependency yet.
  private static boolean isDirectDependency(Element element) {
    return switch (element.getTagName()) {
      case "dependency" ->
          !element.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
      case "artifactItem" -> true; // sources that a module compiles itself
      case "path" -> element.getParentNode().getNodeName().equals("annotationProcessorPaths");
      default -> false;
    };
  }

  private static String child(Element element, String name) {
    return elements(element.getElementsByTagName(name)).getFirst().getTextContent();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Element parse(String xml) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
