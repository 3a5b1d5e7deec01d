using VisEval.Core;
using VisEval.Harness.Datasets.Formats;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Annotations that mean harm, or nothing.</summary>
public sealed class AnnotationXmlTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("<!DOCTYPE a [<!ENTITY x \"y\">]><annotation>&x;</annotation>")]
    [TestCase("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><annotation/>")]
    [TestCase("<annotation><object></annotation>")]
    [TestCase("")]
    [TestCase("\0\u0001")]
    public void What_is_no_plain_xml_is_refused(string text)
    {
        var path = _folder.Write("a.xml", text);
        Assert.That(() => AnnotationXml.Read(path), Throws.InstanceOf<InputException>().With.Message.StartsWith(path));
    }

    [TestCase("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><annotation/>", "it has a document type (<!DOCTYPE")]
    [TestCase("<annotation><object></annotation>", "it is no valid XML (line 1, column")]
    public void The_reason_is_in_the_words_of_users(string text, string why) => Assert.That(
        () => AnnotationXml.Read(_folder.Write("a.xml", text)), Throws.InstanceOf<InputException>().With.Message.Contains(why));

    // Reading a tree of such a depth takes minutes.
    [Test]
    public void Elements_within_elements_end_somewhere()
    {
        var text = string.Concat(Enumerable.Repeat("<a>", 200_000)) + string.Concat(Enumerable.Repeat("</a>", 200_000));
        Assert.That(
            () => AnnotationXml.Read(_folder.Write("a.xml", text)),
            Throws.InstanceOf<InputException>().With.Message.Contains("more than 64 deep"));
    }

    [TestCase("<size><width>0</width><height>5</height></size>")]
    [TestCase("<size><width>1e300</width><height>5</height></size>")]
    [TestCase("<size/>")]
    [TestCase("")]
    public void A_size_that_cannot_be_is_not_stated(string size) =>
        Assert.That(AnnotationXml.Read(_folder.Write("a.xml", $"<annotation>{size}</annotation>")).Size, Is.Null);

    [Test]
    public void Corners_that_are_no_numbers_are_none_and_those_of_parts_are_not_the_objects()
    {
        var path = _folder.Write("a.xml", """
            <annotation><object><name>dog</name><part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax>
            </bndbox></part></object><object><name>cat</name><bndbox><xmin>NaN</xmin><ymin>1</ymin><xmax>2</xmax><ymax>x</ymax></bndbox>
            </object></annotation>
            """);
        Assert.That(
            AnnotationXml.Read(path).Objects.Select(o => (o.Name, o.Corners is null)), Is.EqualTo(new[] { ("dog", true), ("cat", true) }));
    }
}
