using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace VisEval.Tests.Architecture;

/// <summary>The bytes of a method body as instructions.</summary>
internal static class Instructions
{
    private const byte LongForm = 0xFE;

    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value, code => code.OperandType);

    /// <summary>The metadata tokens of types, members and signatures that the instructions name.</summary>
    public static IEnumerable<int> Tokens(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var code = body[at] == LongForm ? BinaryPrimitives.ReadInt16BigEndian(body.AsSpan(at)) : body[at];
            at += body[at] == LongForm ? 2 : 1;
            var operand = Operands[code];
            if (operand is OperandType.InlineField
                or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineTok or OperandType.InlineType)
                yield return BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            at += Length(operand, body.AsSpan(at));
        }
    }

    private static int Length(OperandType operand, ReadOnlySpan<byte> rest) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(rest),
        _ => 4,
    };
}
