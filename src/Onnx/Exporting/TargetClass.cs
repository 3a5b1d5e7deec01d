using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>The class to explain as a tensor, 1 at the class and 0 elsewhere: float N×classes.</summary>
/// <param name="builder">The graph.</param>
/// <param name="images">The images, N×C×H×W.</param>
/// <param name="classes">The number of classes.</param>
internal sealed class TargetClass(GraphBuilder builder, Value images, int classes)
{
    /// <summary>The same class for every image.</summary>
    public Value Fixed(int target)
    {
        var row = new float[classes];
        row[target] = 1;
        var count = images.Map("Shape", ("start", 0L), ("end", 1L));
        var shape = builder.Op("Concat", [count, builder.Ints(classes)], ("axis", 0L));
        return builder.Op("Expand", [builder.Constant(Constant.Of(row, 1, classes)), shape]);
    }

    /// <summary>A class for every image, as an input of 64-bit integers.</summary>
    /// <remarks>Looked up among the classes first: OneHot alone would take a number that is no class for no class at all, and the map for
    /// it would be zero instead of an error. The names of the nodes stand in the runtime's messages.</remarks>
    /// <param name="name">The input's name.</param>
    /// <param name="batch">The number of images; null for any.</param>
    public FedClass Fed(string name, long? batch)
    {
        var input = builder.Input(name, ElementType.Int64, batch);
        var numbers = builder.Ints([.. Enumerable.Range(0, classes).Select(c => (long)c)]);
        // Gather takes negative numbers from the end: they become one that is none.
        var places = builder.Ints(classes).Where(builder.Op("Less", [input, builder.Ints(0)]), input);
        var known = Named("Gather", [numbers, places], $"{name}: a class from 0 to {classes - 1}");
        // One class would be spread over all images, and what needs no class would take any number of them.
        var count = images.Map("Shape", ("start", 0L), ("end", 1L));
        var each = Named("Reshape", [known, count], $"{name}: one class for every image");
        var values = builder.Constant(Constant.Of([0, 1], 2));
        return new FedClass(
            new GraphInput(name, ElementType.Int64, [batch]), builder.Op("OneHot", [each, builder.Ints(classes), values]), each);
    }

    private Value Named(string op, IReadOnlyList<Value> inputs, string name)
    {
        var output = builder.Fresh(op);
        builder.Add(Node.Of(op, [.. inputs.Select(i => i.Name)], [output]) with { Name = name });
        return builder.Existing(output);
    }
}
