using VisEval.Core;

namespace VisEval.Onnx.Format;

/// <summary>Replaces calls of the functions a model brings along (newer exporters write layers so) by their nodes.</summary>
internal static class Functions
{
    // A few functions that call each other twice can unfold to more nodes than any memory holds.
    private const int MostNodes = 1_000_000;

    public static void Inline(ModelProto model, string path)
    {
        var functions = new Dictionary<(string, string, string), FunctionProto>();
        foreach (var function in model.Functions)
            functions[(function.Domain, function.Name, function.Overload)] = function;
        if (functions.Count == 0)
            return;
        var standard = model.OpsetImport.Where(o => o.Domain is "" or "ai.onnx").Max(o => o.Version);
        if (model.Functions.FirstOrDefault(f => f.OpsetImport.Any(o => o.Domain is "" or "ai.onnx" && o.Version != standard)) is { } other)
            throw new InputException($"{path}: the function '{other.Name}' uses another operator set than the model's {standard}.");
        var count = 0;
        Unfold(model.Graph.Node, []);

        void Unfold(ICollection<NodeProto> nodes, HashSet<FunctionProto> inside)
        {
            var old = nodes.ToList();
            nodes.Clear();
            foreach (var node in old)
            {
                foreach (var attribute in node.Attribute.Where(a => a.G is not null))
                    Unfold(attribute.G.Node, inside);
                if (!functions.TryGetValue((node.Domain, node.OpType, node.Overload), out var function))
                {
                    nodes.Add(node);
                    continue;
                }
                if (!inside.Add(function) || inside.Count > 50)
                    throw new InputException($"{path}: the function '{function.Name}' calls itself, or calls go too deep.");
                var body = new List<NodeProto>(FunctionBody.Of(node, function, count));
                count += body.Count + 1;
                if (count > MostNodes)
                    throw new InputException($"{path}: the functions unfold to more than {MostNodes} nodes.");
                Unfold(body, inside);
                inside.Remove(function);
                foreach (var inner in body)
                    nodes.Add(inner);
            }
        }
    }
}
