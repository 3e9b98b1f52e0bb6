/**
 * Verbs of descriptions in Chinese, Japanese, Spanish, German and French. Each stands for an English verb, so that the
 * rules need no other language.
 */
import type { Act } from "../acts.ts";
import type { Token } from "../tokens.ts";
import { findVerb } from "./forms.ts";
import { words } from "./words.ts";

/** English verb to what other languages say. Chinese and Japanese have no spaces and are found as parts of the text. */
const WIDE: Readonly<Record<string, string>> = {
  delete: "삭제 删除 刪除 移除 削除 清除 消去",
  wipe: "清空 抹除 消す",
  reset: "重置 重設 リセット 覆盖 上書き",
  revoke: "撤销 吊销 失効 注销",
  terminate: "终止 卸载",
  pay: "결제 송금하기 支付 付款 转账 轉帳 购买 購入 購買 退款 下单 注文 送金 返金 决済 決済 充值",
  send: "전송 보내기 发送 發送 送信 推送 通知 群发 发消息",
  run: "실행 执行 執行 运行 実行 调用 呼び出し",
  start: "打开 开启 開く 点灯 시작 启动 啟動 开始 起動 開始 恢复 再開 重启 再起動 触发 部署 デプロイ",
  stop: "跳过 关闭 關閉 중지 停止 暂停 暫停 一時停止 取消 キャンセル 中止 关机",
  click: "点击 點擊 クリック 输入 入力",
  publish: "发布 發佈 公開 投稿 合并 マージ 承認 审批",
  login: "登录 登入 ログイン 로그인",
  create: "생성 추가 绘制 創建 创建 建立 新建 新增 添加 作成 追加 登録 生成 插入 增加 复制",
  update: "수정 업데이트 更新 修改 编辑 編輯 設定 设置 变更 変更 编集 重命名 移动 修正 标记",
  upload: "上传 上傳 アップロード 업로드",
  save: "保存 下载 下載 ダウンロード 存储 저장 다운로드",
  get: "识别 檢測 检测 判断 推荐 描述 展示 监控 诊断 預測 预测 总结 汇总 调阅 조회 검색 목록 가져오기 获取 獲取 查询 查詢 取得 列出 搜索 搜尋 検索 一覧 查看 读取 讀取 読み取 读 返回 検出 表示 查找 检查 確認 显示 参照 分析 计算 解析 翻译 検証 提取 统计",
};

const SPACED: Readonly<Record<string, string>> = {
  delete:
    "exclui excluir удаляет удалить elimina eliminar borra borrar suprime suprimir löscht löschen lösche entfernt entfernen supprime supprimer efface effacer",
  wipe: "vacía vaciar vide vider leert leeren",
  reset:
    "restablece restablecer réinitialise réinitialiser zurücksetzen überschreibt überschreiben écrase écraser sobrescribe",
  revoke: "revoca revocar widerruft widerrufen révoque révoquer",
  pay: "paga pagar compra comprar transfiere reembolsa reembolsar bezahlt bezahlen kauft kaufen überweist überweisen erstattet paie payer achète acheter rembourse rembourser virement",
  send: "invia inviare enviar отправляет отправить envía enviar envia sendet senden verschickt verschicken versendet envoie envoyer notifica notifie",
  run: "executa executar esegue eseguire выполняет выполнить запускает запустить ejecuta ejecutar führt ausführen exécute exécuter lance lancer",
  start:
    "enciende encender abre abrir ouvre ouvrir allume allumer öffnet öffnen schaltet einschalten activa activar inicia iniciar arranca reanuda reinicia startet starten neustart démarre démarrer redémarre reprend despliega déploie",
  stop: "apaga cierra cerrar éteint éteindre ferme fermer ausschalten detiene detener pausa pausar para stoppt stoppen pausiert arrête arrêter suspend cancela cancelar annule annuler bricht",
  publish: "publica publicar veröffentlicht veröffentlichen publie publier fusiona aprueba genehmigt approuve",
  create:
    "cria criar создаёт создает создать добавляет добавить crea crear añade añadir agrega agregar erstellt erstellen legt hinzufügen anlegen fügt crée créer ajoute ajouter inserta",
  update:
    "atualiza atualizar aggiorna aggiornare обновляет обновить actualiza actualizar modifica modificar edita editar cambia aktualisiert aktualisieren ändert ändern bearbeitet bearbeiten setzt modifie modifier définit établece mueve renombra met",
  upload: "sube subir hochladen",
  save: "guarda guardar descarga descargar speichert speichern lädt herunterladen télécharge télécharger enregistre enregistrer",
  get: "durchsucht durchsuchen obtém obter cerca cercare ottiene получает получить возвращает возвращать находит найти obtiene obtener lista listar busca buscar muestra mostrar devuelve consulta consultar lee leer recupera recuperar ruft abrufen zeigt listet sucht suchen liefert gibt liest lesen holt récupère récupérer obtient obtenir affiche afficher recherche rechercher renvoie retourne liste lister lit lire consulte cherche analiza calcula analysiert berechnet analyse calcule prüft vérifie",
};

const WIDE_TABLE: readonly (readonly [string, string])[] = Object.entries(WIDE).flatMap(([verb, text]) =>
  words(text).map((word) => [word, verb] as const),
);
const SPACED_TABLE: ReadonlyMap<string, string> = new Map(
  Object.entries(SPACED).flatMap(([verb, text]) => words(text).map((word) => [word, verb] as const)),
);

/** How many words at the start of a text can hold its leading verb. */
const LEAD_WORDS = 8;
const HAS_WIDE = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;

/** The leading act of a description that is not English, or `undefined` where it is (or is unknown). */
export function findForeignActs(description: string, tokens: readonly Token[]): Act[] | undefined {
  if (HAS_WIDE.test(description)) return findWideActs(description);
  for (const token of tokens.slice(0, LEAD_WORDS)) {
    if (token.text === ".") return undefined;
    // A word that is English too (`para`, `suspend`) proves nothing.
    if (findVerb(token.text)) return undefined;
    const lemma = SPACED_TABLE.get(token.text);
    if (lemma !== undefined) return [toAct(lemma, token.start, token.end)];
  }
  return undefined;
}

function toAct(lemma: string, start: number, end: number): Act {
  const found = findVerb(lemma);
  if (!found) throw new Error(`the verb table lacks "${lemma}"`);
  return {
    verb: found.verb,
    object: [],
    rest: [],
    source: "lead",
    field: "description",
    start,
    end,
    clauseEnd: end,
    isMany: false,
  };
}

/** Japanese and Korean say the verb last. In Chinese it comes first, and a later one is a verb only where it is joined. */
const VERB_LAST = /[\u3040-\u30ff\uac00-\ud7af]/;
/** After these stands what it goes by. */
const GIVEN = /(?:根据|基于|按照|依据)[^，,、]{0,12}$/;
const JOINS = /[\s，、；,;/:：和或并及與与且再后後可能会會]$/;

function findWideActs(description: string): Act[] | undefined {
  const sentence = description.split(/[。\n]/, 1)[0] ?? "";
  const found = WIDE_TABLE.map(([word, verb]) => ({ word, verb, at: sentence.indexOf(word) })).filter(
    ({ at }) => at >= 0,
  );
  if (found.length === 0) return undefined;
  found.sort((a, b) => a.at - b.at || b.word.length - a.word.length);
  while (found.length > 1 && GIVEN.test(sentence.slice(0, found[0]?.at))) found.shift();
  const acts = VERB_LAST.test(sentence)
    ? found
    : found.filter(({ at }, index) => index === 0 || JOINS.test(sentence.slice(0, at)));
  return acts.slice(0, 3).map(({ word, verb, at }) => toAct(verb, at, at + word.length));
}
