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
