using System.Text.Json;
using VisEval.Harness.Input;

namespace VisEval.Harness.Schemas;

/// <summary>An object that is not there: it has every field that a reader asks for, and notes them.</summary>
/// <param name="shape">Where they are noted.</param>
/// <param name="answer">As for <see cref="ShapedValue"/>.</param>
/// <param name="depth">How many objects it lies in.</param>
internal sealed class ShapedFields(JsonShape shape, bool answer, int depth)
    : JsonFields(Empty, "", "", new Mistakes())
{
    // Stands for any name that a reader does not know.
    private const string Any = "*";

    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    private Type? _becomes;

    /// <summary>What a reader takes: it reads twice, with each answer to the questions for types.</summary>
    /// <param name="read">Reads the fields of a file.</param>
    public static JsonShape Of(Action<JsonFields> read)
    {
        var shape = new JsonShape { Fields = [] };
        foreach (var answer in new[] { true, false })
            read(new ShapedFields(shape, answer, 0));
        return shape;
    }

    public override bool Has(string name) => true;

    public override IReadOnlyList<string> Names() => [.. shape.Fields!.Keys, Any];

    public override JsonValue? Optional(string name)
    {
        if (name == Any)
            return new ShapedValue(shape.Further ??= new JsonShape(), answer, depth);
        var field = Field(name);
        if (_becomes is not null)
            field.Becomes ??= (_becomes, MemberOf(name));
        return new ShapedValue(field.Shape, answer, depth);
    }

    public override JsonValue? Required(string name)
    {
        var value = Optional(name);
        if (name != Any)
            Field(name).IsRequired = true;
        return value;
    }

    public override JsonFields As(string name, Type type, string member)
    {
        Field(name).Becomes = (type, member);
        return this;
    }

    public override void Close()
    {
    }

    protected override JsonFields Of(Type type)
    {
        _becomes = type;
        return this;
    }

    private static string MemberOf(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private JsonField Field(string name) =>
        shape.Fields!.TryGetValue(name, out var known) ? known : shape.Fields[name] = new JsonField();
}
