using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Inspection;

/// <summary>What a dataset holds, as a person or another program can compare it: sizes are of the upright picture, boxes are
/// [x0, y0, x1, y1] from 0 with the upper ends exclusive, masks count pixels.</summary>
/// <param name="Classes">The classes, by index.</param>
/// <param name="Images">The images, in their order; those that cannot be read are problems.</param>
/// <param name="Problems">What was left out or looks wrong.</param>
internal sealed record DatasetInspection(
    IReadOnlyList<ClassFacts> Classes, IReadOnlyList<ImageFacts> Images, IReadOnlyList<ProblemFacts> Problems)
{
    /// <summary>Looks into every picture's head and every mask.</summary>
    public static DatasetInspection Of(DatasetContent content)
    {
        var reader = new ImageFactsReader(content.Folder, content.Classes);
        var images = new List<ImageFacts>();
        var problems = content.Problems.Select(p => new ProblemFacts(p)).ToList();
        foreach (var image in content.Images)
            try
            {
                var facts = reader.Read(image);
                images.Add(facts);
                problems.AddRange(Empty(image, facts).Select(e => new ProblemFacts(e)));
            }
            catch (InputException exception)
            {
                problems.AddRange(exception.Errors.Select(e => new ProblemFacts(e)));
            }
        return new DatasetInspection([.. content.Classes.Select((c, i) => new ClassFacts(i, c.Id, c.Name))], images, problems);
    }

    private static IEnumerable<string> Empty(DatasetImage image, ImageFacts facts) =>
        from item in image.Objects.Zip(facts.Objects)
        let region = item.First.Ignore ? null : item.First.Region
        where region is not null
        let name = region.Files is [var file, ..] ? file : image.Source.File
        let sentence = EmptyMask.Of(region, item.Second.Mask?.Area ?? 0, image.Id, name)
        where sentence is not null
        select sentence;
}

/// <summary>A class.</summary>
/// <param name="Index">The label.</param>
/// <param name="Id">What the files call it, or null.</param>
/// <param name="Name">What people call it.</param>
internal sealed record ClassFacts(int Index, string? Id, string Name);

/// <summary>Something that was left out or looks wrong.</summary>
/// <param name="What">A sentence that names the file.</param>
internal sealed record ProblemFacts(string What);
