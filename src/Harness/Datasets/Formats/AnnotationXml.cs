using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>An annotation in PASCAL VOC's XML, as its numbers are written; ImageNet and the pets have the same.</summary>
/// <param name="Size">Width and height of the annotated picture, or null where they are not stated.</param>
/// <param name="Objects">The objects, in order.</param>
internal sealed record AnnotationXml((int Width, int Height)? Size, IReadOnlyList<AnnotationXml.Item> Objects)
{
    private const long MostCharacters = 10_000_000;

    // Annotations are five elements deep; the time to read one grows with the square of the depth.
    private const int DeepestElement = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
    };

    /// <summary>An object.</summary>
    /// <param name="Name">Its class.</param>
    /// <param name="Corners">xmin, ymin, xmax, ymax; null where they are missing or no numbers.</param>
    /// <param name="IsDifficult">Whether it is not to be scored.</param>
    public sealed record Item(string Name, double[]? Corners, bool IsDifficult);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="InputException">It cannot be read, is no XML, or has a document type (entities are not expanded).</exception>
    public static AnnotationXml Read(string path)
    {
        try
        {
            var content = InputFile.Read(path);
            CheckDepth(content, path);
            using var reader = XmlReader.Create(new MemoryStream(content), Settings);
            var root = XDocument.Load(reader).Root!;
            return new AnnotationXml(SizeOf(root.Element("size")), [.. root.Elements("object").Select(Read)]);
        }
        catch (XmlException exception)
        {
            throw new InputException($"{path}: not an annotation that can be read: {Fault(path, exception)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the annotation cannot be read: {FaultText.Of(exception)}.", exception);
        }
    }

    private static void CheckDepth(byte[] content, string path)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), Settings);
        while (reader.Read())
            if (reader.Depth > DeepestElement)
                throw new InputException($"{path}: the elements of the annotation are more than {DeepestElement} deep; those of an "
                    + "annotation in PASCAL VOC's form are five deep at most.");
    }

    private static string Fault(string path, XmlException fault) =>
        InputFile.ReadText(path).Contains("<!DOCTYPE", StringComparison.Ordinal)
            ? "it has a document type (<!DOCTYPE …>), which annotations do not need and which could fetch other files; remove it."
            : $"it is no valid XML (line {fault.LineNumber}, column {fault.LinePosition}).";

    // The boxes of parts stand within the object, in elements of their own.
    private static Item Read(XElement element)
    {
        var box = element.Element("bndbox");
        double?[] corners = [Number(box, "xmin"), Number(box, "ymin"), Number(box, "xmax"), Number(box, "ymax")];
        return new Item(
            Text(element, "name") ?? "", corners.All(c => c is not null) ? [.. corners.Select(c => c!.Value)] : null,
            Text(element, "difficult") is "1" or "true");
    }

    private static (int, int)? SizeOf(XElement? size) =>
        Number(size, "width") is >= 1 and <= int.MaxValue and var width && Number(size, "height") is >= 1 and <= int.MaxValue and var height
            ? ((int)width, (int)height)
            : null;

    private static string? Text(XElement? parent, string name) => parent?.Element(name)?.Value.Trim();

    private static double? Number(XElement? parent, string name) =>
        double.TryParse(Text(parent, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
