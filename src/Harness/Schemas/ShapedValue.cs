using VisEval.Harness.Input;

namespace VisEval.Harness.Schemas;

/// <summary>A value that is not there: it answers a reader's questions, and notes them.</summary>
/// <param name="shape">Where they are noted.</param>
/// <param name="answer">The answer where a reader takes values of several types: the one it asks for first, or another.</param>
/// <param name="depth">How many objects it lies in.</param>
internal sealed class ShapedValue(JsonShape shape, bool answer, int depth)
    : JsonValue(default, "", "", new Mistakes())
{
    // Units go round units; a reader that calls itself would never end.
    private const int Deepest = 5;

    public override bool IsText => answer;

    public override bool IsObject => answer && depth < Deepest;

    public override bool IsList => answer;

    public override bool IsEmptyList => false;

    public override string? Text()
    {
        shape.Types.Add("string");
        return shape.Words.Count > 0 ? shape.Words[0] : "x";
    }

    public override double? Number() => Noted("number", 1.0);

    public override long? Long() => Noted("integer", 1L);

    public override int? Integer() => Noted("integer", 1);

    public override bool? Flag() => Noted("boolean", true);

    public override double? NumberOrFlag()
    {
        shape.Types.Add("boolean");
        return Number();
    }

    public override string? Scalar()
    {
        shape.Types.UnionWith(["string", "number", "boolean"]);
        return "1";
    }

    public override T? Choice<T>(IReadOnlyDictionary<string, T> choices)
    {
        Among(choices.Keys);
        shape.Types.Add("string");
        return choices.Values.First();
    }

    public override string? Word(IReadOnlyCollection<string> words)
    {
        Among(words);
        return Text();
    }

    public override IReadOnlyList<JsonValue> Items() => [new ShapedValue(shape.Item ??= new JsonShape(), answer, depth)];

    public override JsonFields? Fields()
    {
        shape.Fields ??= [];
        return new ShapedFields(shape, answer, depth + 1);
    }

    public override JsonValue Within(JsonBounds bounds)
    {
        shape.Bounds = bounds;
        return this;
    }

    public override JsonValue OfLength(int least, int? most = null)
    {
        (shape.Least, shape.Most) = (least, most);
        return this;
    }

    public override JsonValue Among(IEnumerable<string> words)
    {
        shape.Words.AddRange(words.Except(shape.Words).ToList());
        return this;
    }

    public override JsonValue Naming(string kind, bool isBare = false)
    {
        (shape.Kind, shape.IsBare) = (kind, isBare);
        return this;
    }

    private T Noted<T>(string type, T value)
    {
        shape.Types.Add(type);
        return value;
    }
}
